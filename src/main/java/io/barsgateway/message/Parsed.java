package io.barsgateway.message;

import io.barsgateway.fault.Format;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;

/** A body that is a Bundle of type message: its bytes as they came, and what they say. */
public record Parsed(Original original, Format format, MessageBundle bundle) {}
