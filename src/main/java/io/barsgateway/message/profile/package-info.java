/**
 * Optional validation against FHIR profiles that settings name: loaded once, bounded, and told without a patient's
 * data.
 */
@NullMarked
package io.barsgateway.message.profile;

import org.jspecify.annotations.NullMarked;
