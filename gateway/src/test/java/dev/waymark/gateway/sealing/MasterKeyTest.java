package dev.waymark.gateway.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private final Provider provider = Security.getProvider("SunJCE");
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path keys;

    @Test
    void it_is_made_once_for_the_owner_alone_and_read_again() throws IOException {
        Path directory = keys.resolve("new");
        MasterKey made = MasterKey.readOrMake(directory, random);
        Path file = directory.resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(MasterKey.readOrMake(directory, random).fingerprint(provider))
                .isEqualTo(made.fingerprint(provider));
        assertThat(MasterKey.read(directory).fingerprint(provider)).isEqualTo(made.fingerprint(provider));
    }

    @Test
    void each_made_key_is_another() throws IOException {
        assertThat(MasterKey.readOrMake(keys.resolve("a"), random).fingerprint(provider))
                .isNotEqualTo(MasterKey.readOrMake(keys.resolve("b"), random).fingerprint(provider));
    }

    @Test
    void a_missing_file_is_named_and_not_made() {
        assertThatThrownBy(() -> MasterKey.read(keys))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining(keys.resolve("master.key").toString())
                .hasMessageContaining("missing");
        assertThat(keys).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void a_file_open_to_others_is_refused(String mode) throws IOException {
        MasterKey.readOrMake(keys, random);
        Files.setPosixFilePermissions(keys.resolve("master.key"), PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> MasterKey.read(keys))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!", "schlüssel"})
    void a_file_that_is_no_key_is_refused_and_not_shown(String text) throws IOException {
        MasterKey.readOrMake(keys, random);
        Files.writeString(keys.resolve("master.key"), text);
        assertThatThrownBy(() -> MasterKey.read(keys))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("32 bytes in base64");
    }

    @Test
    void it_does_not_print() throws IOException {
        MasterKey key = MasterKey.readOrMake(keys, random);
        assertThat(key).hasToString("[redacted]");
        assertThat(key.fingerprint(provider).getBytes())
                .isNotEqualTo(Base64.getDecoder()
                        .decode(Files.readString(keys.resolve("master.key")).strip()));
    }
}
