/**
 * Where a message or a question goes, and what shows the local system there who we are: both out of the settings only.
 */
@NullMarked
package io.barsgateway.deliver.address;

import org.jspecify.annotations.NullMarked;
