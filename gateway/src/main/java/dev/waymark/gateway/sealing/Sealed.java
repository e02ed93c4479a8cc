package dev.waymark.gateway.sealing;

import io.vertx.core.buffer.Buffer;

/** A sealed value as read from the database, with the scope and cell that it is bound to. */
public record Sealed(Scope scope, Cell cell, Buffer value) {}
