package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Some members of the view, always the same ones. What the message does not say is left out. */
interface ViewPart {

    void write(ObjectNode view);
}
