/** One expression of JSONata as the library holds it: where its parts stand, what it may use while it runs, and why it is ended. */
@NullMarked
package io.barsgateway.deliver.jsonata;

import org.jspecify.annotations.NullMarked;
