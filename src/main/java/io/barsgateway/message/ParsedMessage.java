package io.barsgateway.message;

import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.Format;

/** A body that is a Bundle of type message: its bytes as they came, and what they say. */
public record ParsedMessage(Original original, Format format, MessageBundle bundle) {}
