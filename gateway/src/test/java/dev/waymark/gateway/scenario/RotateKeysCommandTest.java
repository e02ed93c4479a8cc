package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateKeysCommandTest {

    @TempDir
    Path folder;

    @Test
    void keys_are_shown_made_and_shown_again_as_they_take_over() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            String ada = token(gateway, "ada");
            assertThat(states(run(gateway, ada, "--show"))).containsExactly("sig live", "enc live");

            Command.Result made = run(gateway, ada);
            assertThat(states(made)).containsExactly("sig live", "sig announced", "enc live", "enc announced");
            assertThat(made.out().lines())
                    .anySatisfy(line -> assertThat(line)
                            .matches(
                                    "sig +[A-Za-z0-9_-]+ +announced +from \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*"))
                    .anySatisfy(line -> assertThat(line).matches("sig +[A-Za-z0-9_-]+ +live .*until .*, over .*"));
            assertThat(run(gateway, ada, "--show").out()).isEqualTo(made.out());

            Command.Result again = run(gateway, ada);
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.err()).contains("answered 409: ");

            gateway.clocks.advance(Duration.ofHours(25));
            gateway.restart();
            assertThat(states(run(gateway, token(gateway, "ada"), "--show")))
                    .containsExactly("sig past", "sig live", "enc past", "enc live");
        }
    }

    @Test
    void who_may_not_and_who_is_not_known_is_told_so_and_nothing_is_made() throws IOException {
        try (TestGateway gateway = new TestGateway(folder)) {
            Command.Result oli = run(gateway, token(gateway, "oli"));
            assertThat(oli.exitCode()).isEqualTo(1);
            assertThat(oli.err()).startsWith("this user may not: ").hasLineCount(1);

            Command.Result nobody = run(gateway, "nobodys-token");
            assertThat(nobody.exitCode()).isEqualTo(1);
            assertThat(nobody.err()).endsWith("does not know this token, or no longer: sign in again\n");
            assertThat(states(run(gateway, token(gateway, "ada"), "--show"))).hasSize(2);
        }
    }

    private Command.Result run(TestGateway gateway, String token, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), token + "\n");
        List<String> words = new ArrayList<>(
                List.of("rotate-keys", "--url", "http://127.0.0.1:" + gateway.port(), "--token-file", file.toString()));
        words.addAll(List.of(more));
        return Command.run(words.toArray(String[]::new));
    }

    private static String token(TestGateway gateway, String user) {
        return String.valueOf(gateway.signIn(user).get("Authorization")).replace("Bearer ", "");
    }

    private static List<String> states(Command.Result shown) {
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        return shown.out()
                .lines()
                .map(line -> line.split(" +"))
                .map(cells -> cells[0] + " " + cells[2])
                .toList();
    }
}
