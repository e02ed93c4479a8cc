package dev.waymark.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The cheapest client there is: requests whose bytes are ready, over connections that stay open, a thread for each that
 * sends its next once the last is answered. What it costs itself matters, since it shares the cores with what it measures.
 */
final class Wire {

    private static final String ACCEPTED = "\"status\":\"accepted\"";

    private Wire() {}

    /** A request's bytes: head and body. */
    static byte[] bytes(URI url, String contentType, RequestSigner.Signed signed) {
        byte[] body = signed.body().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + SignedEvents.PATH + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nContent-Type: "
                        + contentType + "\r\nContent-Length: " + body.length + "\r\nContent-Digest: "
                        + signed.contentDigest().orElseThrow() + "\r\nSignature-Input: " + signed.signatureInput()
                        + "\r\nSignature: " + signed.signature() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /**
     * Posts them all.
     *
     * @param events how many events each holds; an answer that does not accept exactly so many ends the run
     */
    static Sample post(int port, List<byte[]> requests, int events, int connections) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long[] nanos = new long[requests.size()];
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                callers.add(threads.submit(() -> {
                    call(port, requests, events, next, nanos);
                    return null;
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            return new Sample(requests.size() * events, System.nanoTime() - start, nanos);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run ended early", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void call(int port, List<byte[]> requests, int events, AtomicInteger next, long[] nanos)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int n = next.getAndIncrement(); n < requests.size(); n = next.getAndIncrement()) {
                long sent = System.nanoTime();
                out.write(requests.get(n));
                String answer = answer(in);
                nanos[n] = System.nanoTime() - sent;
                if (accepted(answer) != events) {
                    throw new IllegalStateException("answered " + answer);
                }
            }
        }
    }

    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            String small = field.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length =
                        Integer.parseInt(small.substring(small.indexOf(':') + 1).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        return status + " " + new String(body, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended before the answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static int accepted(String answer) {
        int count = 0;
        for (int at = answer.indexOf(ACCEPTED); at >= 0; at = answer.indexOf(ACCEPTED, at + 1)) {
            count++;
        }
        return count;
    }
}
