/**
 * The loop that sends: claim what is due, read the state again, render, attempt, conclude. {@code outbox → dispatch →
 * channels → conclusion}.
 */
@NullMarked
package dev.waymark.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
