/** Ways out of the gateway: an envelope goes in, one attempt is made, an outcome comes back. {@code Envelope → Channel → SendOutcome}. */
@NullMarked
package dev.waymark.channels;

import org.jspecify.annotations.NullMarked;
