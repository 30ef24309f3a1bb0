/**
 * The view of a message: one JSON that local systems map to their own form, and the list of what it leaves out. docs/view.md
 * and {@code bars/view.schema.json} say what each member is. Start reading: ComposeView.
 */
@NullMarked
package io.barsgateway.deliver.view;

import org.jspecify.annotations.NullMarked;
