/**
 * What a Sender may ask of us: slots, MessageDefinitions, and the appointments and service requests that it has sent.
 */
@NullMarked
package io.barsgateway.read;

import org.jspecify.annotations.NullMarked;
