/** The two clocks: what the business reads, and the steady one for time-outs, leases and retries. */
@NullMarked
package dev.waymark.gateway.time;

import org.jspecify.annotations.NullMarked;
