package dev.waymark.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.mail.SMTPException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recipient address not accepted | 550 | 550 5.1.1 no such user         | smtp-address-550",
                "recipient address not accepted | 550 | 550 no such user here          | smtp-address-550",
                "recipient address not accepted | 553 | 553 mailbox name not allowed   | smtp-address-553",
                "recipient address not accepted | 550 | 550 5.2.1 mailbox disabled     | smtp-address-550",
                "recipient address not accepted | 556 | 556 5.1.10 null MX             | smtp-address-556",
                "recipient address not accepted | 550 | 550 5.7.1 you are on a list    | smtp-550",
                "recipient address not accepted | 554 | 554 5.7.1 relay access denied  | smtp-554",
                "recipient address not accepted | 554 | 554 no                         | smtp-554",
                "recipient address not accepted | 552 | 552 5.2.2 mailbox full         | smtp-552",
                "recipient address not accepted | 550 | 550 5.1.8 sender has no domain | smtp-550",
                "recipient address not accepted | 450 | 450 4.1.1 try later            | smtp-450",
                "sender address not accepted    | 550 | 550 5.1.1 who are you          | smtp-550",
                "sending data failed            | 550 | 550 5.6.0 content              | smtp-550",
                "AUTH failed                    | 535 | 535 5.7.8 who are you          | smtp-535",
            })
    void only_what_is_about_the_recipients_address_says_so(String what, int code, String reply, String expected) {
        assertThat(SmtpOutcome.of(new SMTPException(what, code, List.of(reply), true)))
                .hasValueSatisfying(outcome -> assertThat(outcome.code()).isEqualTo(expected));
    }
}
