package dev.waymark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** How many rows a {@link BareServer} wrote so far, and in how many rounds. */
record Gathered(long rows, long rounds) {

    static Gathered by(HttpClient client, int port) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + port + BareServer.GATHERED);
        String[] counts = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body()
                .split(" ", -1);
        return new Gathered(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    /** The mean; pgbench is given as many. */
    int rowsARoundSince(Gathered before) {
        return Math.toIntExact(Math.round((double) (rows - before.rows) / (rounds - before.rounds)));
    }
}
