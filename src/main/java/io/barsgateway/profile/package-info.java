/** Optional validation against FHIR profiles that settings name: loaded once, bounded, and told without a patient's data. */
@org.jspecify.annotations.NullMarked
package io.barsgateway.profile;
