package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.Gateway;
import dev.waymark.gateway.identity.Argon2Hash;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each of which reads users.yaml in its own time. */
class TakenOutAndPutBackTest {

    private static final String EVERYBODY = Setup.usual().users();
    private static final String WITHOUT_MARIA =
            EVERYBODY.lines().filter(line -> !line.contains("user: maria")).collect(Collectors.joining("\n", "", "\n"));
    private static final String ANOTHER_PASSWORD = EVERYBODY.replace(
            Passwords.HASH,
            Argon2Hash.make("another password", new SecureRandom()).phc());

    @TempDir
    Path folder;

    private TestGateway one;
    private Gateway two;
    private HttpClient client;

    @BeforeEach
    void start() {
        one = new TestGateway(folder);
        two = one.another();
        client = one.vertx.createHttpClient();
    }

    @AfterEach
    void stop() {
        Waiting.await(two.stop());
        one.close();
    }

    private int atOne(Map<String, String> session) {
        return one.call(HttpMethod.GET, "/console/desk", session, Optional.empty())
                .status();
    }

    private int atTwo(Map<String, String> session) {
        int port = two.address().getPort();
        return Waiting.await(
                        Target.call(client, port, one.uri("/console/desk"), HttpMethod.GET, session, Optional.empty()))
                .status();
    }

    private void reloadBoth(String users) {
        one.writeUsers(users);
        one.reload();
        one.reload(two);
    }

    @Test
    void whoever_is_put_back_signs_in_anew() {
        Map<String, String> before = one.signIn("maria");
        Map<String, String> other = one.signIn("sam");
        assertThat(atTwo(before)).isEqualTo(200);
        reloadBoth(WITHOUT_MARIA);
        assertThat(atOne(before)).isEqualTo(401);
        assertThat(atTwo(before)).isEqualTo(401);
        reloadBoth(EVERYBODY);
        assertThat(atOne(before)).isEqualTo(401);
        assertThat(atTwo(before)).isEqualTo(401);
        Map<String, String> anew = one.signIn("maria");
        assertThat(atOne(anew)).isEqualTo(200);
        assertThat(atTwo(anew)).isEqualTo(200);
        assertThat(atTwo(other)).isEqualTo(200);
    }

    @Test
    void a_node_that_never_saw_them_taken_out_does_not_know_the_session_either() {
        Map<String, String> before = one.signIn("maria");
        one.writeUsers(WITHOUT_MARIA);
        one.reload();
        one.writeUsers(EVERYBODY);
        one.reload();
        assertThat(atOne(before)).isEqualTo(401);
        assertThat(atTwo(before)).isEqualTo(401);
    }

    @Test
    void a_password_that_comes_back_brings_no_session_back() {
        Map<String, String> before = one.signIn("maria");
        reloadBoth(ANOTHER_PASSWORD);
        reloadBoth(EVERYBODY);
        assertThat(atOne(before)).isEqualTo(401);
        assertThat(atTwo(before)).isEqualTo(401);
    }

    @Test
    void whoever_was_taken_out_while_no_node_ran_signs_in_anew() {
        Map<String, String> before = one.signIn("maria");
        Map<String, String> other = one.signIn("sam");
        one.writeUsers(WITHOUT_MARIA);
        one.restart();
        reloadBoth(EVERYBODY);
        assertThat(atOne(before)).isEqualTo(401);
        assertThat(atTwo(before)).isEqualTo(401);
        assertThat(atOne(other)).isEqualTo(200);
    }

    @Test
    void whoever_only_the_other_node_knows_yet_stays_signed_in() {
        reloadBoth(WITHOUT_MARIA);
        one.writeUsers(EVERYBODY);
        one.reload();
        Map<String, String> hers = one.signIn("maria");
        one.writeUsers(WITHOUT_MARIA);
        one.reload(two);
        assertThat(atOne(hers)).isEqualTo(200);
        one.writeUsers(EVERYBODY);
        one.reload(two);
        assertThat(atTwo(hers)).isEqualTo(200);
    }
}
