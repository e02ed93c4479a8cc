/** Encryption at rest: values under a case's data key, which the master key wraps. Opening is always for a named reader and purpose, and audited. */
@NullMarked
package dev.waymark.gateway.sealing;

import org.jspecify.annotations.NullMarked;
