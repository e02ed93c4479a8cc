package dev.waymark.gateway.sandbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** The town's mail server, a real SMTP one. A mail is read as it comes in, and not kept. */
final class FarMail {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Neighbours neighbours;
    private final Mishaps mishaps;

    FarMail(Neighbours neighbours, Mishaps mishaps) {
        this.neighbours = neighbours;
        this.mishaps = mishaps;
    }

    int open() {
        server.start();
        server.getUserManager().setMessageDeliveryHandler(this::take);
        return server.getSmtp().getPort();
    }

    void close() {
        server.stop();
    }

    private GreenMailUser take(MovingMessage message, MailAddress to) {
        try {
            MimeMessage mail = message.getMessage();
            neighbours.mailed(new Neighbours.Letter(
                    to.getEmail(), mail.getSubject(), Neighbours.linkIn(words(mail.getContent()))));
        } catch (MessagingException | IOException unreadable) {
            mishaps.add("a mail that cannot be read");
        }
        return new KeepsNothing(to.getEmail());
    }

    private static String words(Object content) throws MessagingException, IOException {
        if (!(content instanceof Multipart parts)) {
            return String.valueOf(content);
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            words.append(words(part.getContent())).append('\n');
        }
        return words.toString();
    }
}
