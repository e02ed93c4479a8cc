package dev.waymark.gateway.sandbox;

import java.net.URI;

/** What the visitor needs: where to look, how to sign in, what to try. */
public record Greeting(URI gateway, String user, String password, String send) {

    URI console() {
        return gateway.resolve("/console");
    }
}
