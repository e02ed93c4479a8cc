/**
 * The console: a static page of ES modules without a build step, and the words it needs to show what the API answers.
 * Browser → {@code /console} → assets of the jar; everything else it asks of the same API as everybody.
 */
@NullMarked
package dev.waymark.gateway.console;

import org.jspecify.annotations.NullMarked;
