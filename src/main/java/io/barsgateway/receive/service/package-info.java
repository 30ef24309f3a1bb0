/** What the settings declare of one service, where it hands its messages over, and how it reads the standard. */
@NullMarked
package io.barsgateway.receive.service;

import org.jspecify.annotations.NullMarked;
