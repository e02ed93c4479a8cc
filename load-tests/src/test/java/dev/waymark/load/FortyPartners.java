package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@link OwnGateway} runs with: forty pharmacies, each third with working hours, and a supervisor who signs in. */
final class FortyPartners implements OwnGateway.Configuration {

    static final int PARTNERS = 40;

    private static final String PASSWORD = "for the load test alone";
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private final String hash;

    /** Hashes the supervisor's password as {@code jar} does. */
    FortyPartners(Path jar) throws InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                jar.toAbsolutePath().toString(),
                "hash-password");
        hash = ChildProcess.run(command, Map.of(), PASSWORD + "\n").strip();
    }

    static String signIn(HttpClient client, URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/sessions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"sam\",\"password\":\"" + PASSWORD + "\"}"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IllegalStateException("sign-in answered " + answer.statusCode() + ": " + answer.body());
        }
        return token.group(1);
    }

    @Override
    public void write(Path folder, URI url) throws IOException {
        Files.writeString(folder.resolve("waymark.yaml"), """
                publicUrl: %s
                http: {host: 127.0.0.1, port: %d}
                """.formatted(url, url.getPort()));
        Files.writeString(
                folder.resolve("partners.yaml"),
                IntStream.range(0, PARTNERS)
                        .mapToObj(FortyPartners::partner)
                        .collect(Collectors.joining("", "partners:\n", "")));
        Files.writeString(folder.resolve("programs.yaml"), """
                programs:
                  - {id: load, publicName: Care Team, timeZone: America/New_York}
                """);
        Files.writeString(folder.resolve("users.yaml"), """
                users:
                  - {user: sam, name: Load Supervisor, password: "%s", roles: [supervisor], programs: [load]}
                """.formatted(hash));
    }

    private static String partner(int n) {
        String calendar = n % 3 == 0
                ? ", calendar: {timeZone: America/New_York, hours: {mon: \"08:00-18:00\", tue: \"08:00-18:00\","
                        + " wed: \"08:00-18:00\", thu: \"08:00-18:00\", fri: \"08:00-17:00\"}}"
                : "";
        return "  - {id: rx-%d, name: Pharmacy %d, roles: [specialty_pharmacy], programs: [load]%s}%n"
                .formatted(n, n, calendar);
    }
}
