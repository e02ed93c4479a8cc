package dev.waymark.channels.webhook;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Encrypts bodies to whoever shall read them. Thread-safe; never computes on an event loop. */
@FunctionalInterface
public interface BodyEncryption {

    /** What an encrypted body is sent as: a compact JWE (RFC 7516). */
    String MEDIA_TYPE = "application/jose";

    /** The JWE of {@code body}, another with every call. */
    Future<Buffer> encrypt(String contentType, Buffer body);
}
