/**
 * Who is told, over what, with which words, when, and why: a pure plan, and the loop that writes it. {@code fanout_due →
 * FanoutPlan → tasks, notifications, alerts, in one transaction}.
 */
@NullMarked
package dev.waymark.gateway.fanout;

import org.jspecify.annotations.NullMarked;
