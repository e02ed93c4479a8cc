package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A gateway's own keys, made for a test; in memory alone. */
public final class TestGatewayKeys {

    private TestGatewayKeys() {}

    public static GatewayKeys fresh(CryptoProviders crypto, Clocks clocks) {
        try {
            Path directory = Files.createTempDirectory("waymark-keys");
            try {
                return GatewayKeys.open(directory.resolve("keys"), true, crypto, clocks, new SecureRandom());
            } finally {
                OwnFiles.deleteTree(directory);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
