/**
 * BaRS Gateway: receives bookings and referrals from the BaRS API Proxy, holds and delivers them, and answers through it.
 */
@NullMarked
package io.barsgateway;

import org.jspecify.annotations.NullMarked;
