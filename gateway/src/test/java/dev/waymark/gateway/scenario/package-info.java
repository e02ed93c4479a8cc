/**
 * The whole gateway on a real PostgreSQL, with far sides on real sockets: one behaviour a file. Clocks are moved by hand;
 * whatever happens elsewhere is waited for, bounded, never slept for.
 */
@NullMarked
package dev.waymark.gateway.scenario;

import org.jspecify.annotations.NullMarked;
