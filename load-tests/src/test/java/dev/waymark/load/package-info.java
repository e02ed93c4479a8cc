/**
 * Drives a running gateway from outside, over HTTP alone, as a partner would: cases enrolled, events signed beforehand,
 * posted one by one, and counted again on the trackers of their cases.
 *
 * <pre>
 *   own gateway, or one that runs ▶ cases enrolled ▶ events signed ▶ posted (Gatling) ▶ counted again ▶ own gateway stopped
 * </pre>
 */
@NullMarked
package dev.waymark.load;

import org.jspecify.annotations.NullMarked;
