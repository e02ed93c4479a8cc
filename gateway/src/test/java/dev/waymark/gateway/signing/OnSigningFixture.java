package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test class with one {@link SigningFixture} and one node, as new for each test. */
abstract class OnSigningFixture {

    static SigningFixture fixture;
    static TestServer node;

    @BeforeAll
    static void start(@TempDir Path keys) {
        fixture = new SigningFixture(keys);
        node = fixture.node();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void reset() {
        fixture.reset();
    }
}
