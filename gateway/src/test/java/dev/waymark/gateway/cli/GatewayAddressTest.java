package dev.waymark.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --url} and {@code --token-file}, as every command takes them that acts on a running gateway. */
class GatewayAddressTest {

    @TempDir
    private Path folder = Path.of("");

    private final Cli cli = new Cli();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private FarGateway far;

    @BeforeEach
    void start() throws IOException {
        far = new FarGateway(folder, " t0k3n\n\n", this::routes);
    }

    @AfterEach
    void stop() {
        far.close();
    }

    private void routes(Router router) {
        router.route().handler(context -> {
            asked.add(String.valueOf(context.request().getHeader("Authorization")));
            context.response().setStatusCode(status).end("<p>a proxy's page</p>");
        });
    }

    private Cli.Result run(String url, String file) {
        return cli.run("rotate-keys", "--show", "--url", url, "--token-file", file);
    }

    @Test
    void the_token_is_read_from_the_file_without_the_lines_around_it() {
        assertThat(run(far.url(), far.tokenFile()).exitCode()).isZero();
        assertThat(run(far.url() + "/", far.tokenFile()).exitCode()).isZero();
        assertThat(asked).containsExactly("Bearer t0k3n", "Bearer t0k3n");
    }

    @Test
    void a_dash_reads_the_token_from_standard_input() {
        assertThat(cli.withInput("fr0m-1n\n")
                        .run("rotate-keys", "--url", far.url(), "--token-file", "-")
                        .exitCode())
                .isZero();
        assertThat(asked).containsExactly("Bearer fr0m-1n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://care.example.org",
                "care.example.org",
                "https:///x",
                "https://care.example.org/waymark",
                "a b"
            })
    void what_is_no_address_of_a_gateway_is_refused_and_the_token_stays_here(String url) {
        Cli.Result result = run(url, far.tokenFile());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--url").doesNotContain("t0k3n");
    }

    @Test
    void over_plain_http_the_token_goes_to_this_very_machine_alone() {
        Cli.Result result = run("http://care.example.org:8080", far.tokenFile());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("--url must be https: the token would be read on the way to care.example.org\n");
    }

    @ParameterizedTest
    @CsvSource({"one two,must hold a bearer token", "'',must hold a bearer token", "tökén,must hold a bearer token"})
    void a_file_that_holds_no_token_is_named(String content, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("other"), content);
        Cli.Result result = run(far.url(), file.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith(file + ": " + said);
        if (!content.isEmpty()) {
            assertThat(result.err()).doesNotContain(content);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Cli.Result result = run(far.url(), folder.resolve("none").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("none: cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate-keys", "rotate-master-key", "forget-case orphan-x/C-1 --yes", "dead-letters list"})
    void without_address_and_token_no_command_begins(String command) {
        Cli.Result result = cli.run((Object[]) command.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--url", "--token-file", "Try: waymark");
    }

    @Test
    void an_answer_that_is_none_of_the_gateways_is_told_by_its_status() {
        status = 502;
        Cli.Result result = run(far.url(), far.tokenFile());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo(far.url() + " answered 502\n");
    }

    @Test
    void a_gateway_that_is_not_there_is_told_in_one_line() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Cli.Result result = run("http://127.0.0.1:" + free, far.tokenFile());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err())
                .startsWith("http://127.0.0.1:" + free + " gave no answer")
                .doesNotContain("t0k3n");
    }
}
