package dev.waymark.gateway.scenario;

import dev.waymark.gateway.identity.Argon2Hash;
import java.security.SecureRandom;

/** The password of everybody in tests, hashed once. */
final class Passwords {

    static final String PLAIN = "correct horse battery";
    static final String HASH = Argon2Hash.make(PLAIN, new SecureRandom()).phc();

    private Passwords() {}
}
