/**
 * What is to go out. A notification is written with its outbox row in the transaction that planned it; claims take due
 * rows under a lease with a fencing number; conclusions write what came of it. {@code fanout → outbox → dispatch}.
 */
@NullMarked
package dev.waymark.gateway.outbox;

import org.jspecify.annotations.NullMarked;
