package dev.waymark.gateway.signing;

import dev.waymark.gateway.crypto.CryptoProviders;
import dev.waymark.gateway.files.OwnFiles;
import dev.waymark.gateway.sealing.KeyRefused;
import dev.waymark.gateway.smime.SigningCertificate;
import dev.waymark.gateway.smime.SigningPem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The files {@code mail-<name>.pem}, mode 600: a key, its certificate, maybe those of its issuers. Every call blocks. */
final class MailKeyFiles {

    private static final String PREFIX = "mail-";
    private static final String SUFFIX = ".pem";
    private static final String MADE = PREFIX + "self-signed" + SUFFIX;
    /** Readers' clocks may be behind. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Path directory;
    private final Provider provider = CryptoProviders.bouncyCastle().provider();

    MailKeyFiles(Path directory) {
        this.directory = directory;
    }

    List<MailKeys.Held> read() {
        return files().stream().map(file -> new MailKeys.Held(file, read(file))).toList();
    }

    void makeWhereThereIsNone(String address, Instant now, SecureRandom random) {
        if (files().isEmpty()) {
            write(SigningPem.write(SigningCertificate.selfSigned(address, now.minus(AHEAD), provider, random)));
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith(PREFIX)
                            && file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new KeyRefused(directory, "cannot be listed: " + unreadable.getMessage());
        }
    }

    private SigningCertificate read(Path file) {
        try {
            if (OwnFiles.isOpenToOthers(file)) {
                throw new KeyRefused(file, "may be read or written by others: chmod 600 " + file);
            }
            return SigningPem.read(Files.readString(file), provider);
        } catch (IOException unreadable) {
            throw new KeyRefused(file, "cannot be read: restore it from the backup");
        } catch (IllegalArgumentException unusable) {
            throw new KeyRefused(file, String.valueOf(unusable.getMessage()));
        }
    }

    private void write(String pem) {
        Path file = directory.resolve(MADE);
        try {
            OwnFiles.create(file, pem);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Another node made it: that one is read.
        } catch (IOException failed) {
            throw new KeyRefused(file, "cannot be written: " + failed.getMessage());
        }
    }
}
