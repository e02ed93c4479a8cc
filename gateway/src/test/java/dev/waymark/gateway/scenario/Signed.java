package dev.waymark.gateway.scenario;

import java.util.Map;
import java.util.WeakHashMap;

/** Sign-ins, one for each gateway and user: hashing a password is slow on purpose. */
final class Signed {

    private static final Map<TestGateway, Map<String, Map<String, String>>> TOKENS = new WeakHashMap<>();

    private Signed() {}

    static synchronized Map<String, String> in(TestGateway gateway, String user) {
        return TOKENS.computeIfAbsent(gateway, any -> new java.util.HashMap<>()).computeIfAbsent(user, gateway::signIn);
    }
}
