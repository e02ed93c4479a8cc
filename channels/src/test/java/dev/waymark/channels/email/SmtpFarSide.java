package dev.waymark.channels.email;

import dev.waymark.channels.FarSide;
import dev.waymark.channels.Wait;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An SMTP relay made of lines, so that it can also do what a real one never would. */
final class SmtpFarSide implements FarSide {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID: <([^@>]*)@");

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    private final Manner manner;
    private final String extensions;
    private final NetServer server;

    /** {@code extensions}: further lines of the answer to EHLO. {@code tls}: offers STARTTLS with it. */
    SmtpFarSide(Vertx vertx, Manner manner, String extensions, @Nullable SelfSignedCertificate tls) {
        this.vertx = vertx;
        this.manner = manner;
        this.extensions = extensions;
        NetServerOptions options = new NetServerOptions().setSoLinger(0);
        if (tls != null) {
            options.setKeyCertOptions(tls.keyCertOptions());
        }
        this.server = vertx.createNetServer(options);
        server.connectHandler(socket -> new Dialogue(socket, tls != null).open());
        Wait.on(server.listen(0, "127.0.0.1"));
    }

    static SmtpFarSide of(Vertx vertx, Manner manner) {
        return new SmtpFarSide(vertx, manner, "", null);
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    /** What was said, without the mails themselves. */
    List<String> commands() {
        return commands;
    }

    /** The mails as they stood on the wire, unstuffed. */
    List<String> mails() {
        return mails;
    }

    @Override
    public List<String> seen() {
        return mails.stream()
                .map(mail -> {
                    Matcher id = MESSAGE_ID.matcher(mail);
                    return id.find() ? id.group(1) : "none";
                })
                .toList();
    }

    private final class Dialogue {

        private final NetSocket socket;
        private final boolean offersTls;
        private @Nullable StringBuilder mail;

        Dialogue(NetSocket socket, boolean offersTls) {
            this.socket = socket;
            this.offersTls = offersTls;
        }

        void open() {
            socket.exceptionHandler(reset -> {});
            socket.handler(RecordParser.newDelimited("\r\n", line -> read(line.toString())));
            say("220 relay.example ESMTP");
        }

        private void read(String line) {
            if (mail != null) {
                readMail(mail, line);
                return;
            }
            commands.add(line);
            String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" ->
                    say("250-relay.example\r\n" + extensions + (offersTls && !socket.isSsl() ? "250-STARTTLS\r\n" : "")
                            + "250 PIPELINING");
                case "STAR" -> socket.upgradeToSsl(Buffer.buffer("220 go on\r\n"));
                case "AUTH" -> say(line.endsWith("AGNhcmUAc2VzYW1l") ? "235 welcome" : "535 5.7.8 who are you");
                case "DATA" -> {
                    mail = new StringBuilder();
                    say("354 go on");
                }
                case "QUIT" -> say("221 bye").onComplete(said -> socket.close());
                default -> say("250 fine");
            }
        }

        private void readMail(StringBuilder soFar, String line) {
            if (!line.equals(".")) {
                soFar.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                return;
            }
            mail = null;
            mails.add(soFar.toString());
            switch (manner) {
                case TAKES -> say("250 2.0.0 queued");
                case DAWDLES -> vertx.setTimer(330, late -> say("250 2.0.0 queued"));
                case REFUSES -> say("550-5.1.1 there is\r\n550 5.1.1 no such mailbox");
                case RANTS -> say("554 " + RANT);
                case PUTS_OFF -> say("451 4.7.1 later");
                case KEEPS_SILENT -> {}
                case BREAKS_OFF -> socket.write("25").onComplete(said -> socket.close());
            }
        }

        private Future<Void> say(String line) {
            return socket.write(line + "\r\n");
        }
    }
}
