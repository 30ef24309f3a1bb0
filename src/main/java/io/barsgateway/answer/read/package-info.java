/**
 * What a Sender may ask of us: slots, MessageDefinitions, and the appointments and service requests that it has sent.
 */
@NullMarked
package io.barsgateway.answer.read;

import org.jspecify.annotations.NullMarked;
