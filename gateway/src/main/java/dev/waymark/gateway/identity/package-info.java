/**
 * People: local users with Argon2id passwords, their sessions, and how a request shows one (protocol, section 10).
 * Bearer token or cookie → session → {@code Caller.OfPerson} with the roles of this moment.
 */
@NullMarked
package dev.waymark.gateway.identity;

import org.jspecify.annotations.NullMarked;
