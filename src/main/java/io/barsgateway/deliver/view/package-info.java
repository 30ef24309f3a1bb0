/** The view of a message, for local systems that read no FHIR. Start reading: ComposeView. */
@NullMarked
package io.barsgateway.deliver.view;

import org.jspecify.annotations.NullMarked;
