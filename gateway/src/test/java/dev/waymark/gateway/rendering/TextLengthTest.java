package dev.waymark.gateway.rendering;

import static dev.waymark.gateway.rendering.Samples.LANGUAGES;
import static dev.waymark.gateway.rendering.Samples.RENDERING;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLengthTest {

    @Test
    void the_news_fits_one_part_with_name_and_address_of_sixty_characters() {
        RenderingContext context = RenderingContext.from(
                        "Northwind Care Team, Support", Optional.of("+18005550100"), ZoneId.of("UTC"))
                .code("123456")
                .link(URI.create("https://messages.northwind.example/a/AbCdEfGhIjKlMnOpQrStUv"))
                .build();

        for (String language : LANGUAGES) {
            RenderedText text = RENDERING.text("news", language, "en", context);
            assertThat(Gsm7.holds(text.text())).as(text.text()).isTrue();
            assertThat(text.segments()).as(text.text()).isEqualTo(1);
        }
    }

    @Test
    void every_reply_fits_one_part_with_name_and_number() {
        RenderingContext context = RenderingContext.from(
                        "Northwind Care", Optional.of("+18005550100"), ZoneId.of("UTC"))
                .code("123456")
                .build();

        for (String language : LANGUAGES) {
            for (String name : Samples.REPLIES) {
                RenderedText text = RENDERING.text(name, language, "en", context);
                assertThat(Gsm7.holds(text.text())).as(text.text()).isTrue();
                assertThat(Gsm7.length(text.text())).as(text.text()).isLessThanOrEqualTo(160);
            }
        }
    }

    @Test
    void who_wrote_to_a_person_is_told_whom_to_call_and_911() {
        for (String language : LANGUAGES) {
            assertThat(RENDERING
                            .text(
                                    "passed-on",
                                    language,
                                    "en",
                                    Samples.everything().build())
                            .text())
                    .contains("Care Team", "(800) 555-0100", "911");
        }
    }

    @ParameterizedTest
    @CsvSource({"a,160,1", "a,161,2", "a,306,2", "a,307,3", "€,80,1", "€,81,2", "ñ,160,1", "á,70,1", "á,71,2", "á,135,3"
    })
    void parts_are_counted_as_phones_do(String character, int times, int parts) {
        assertThat(new RenderedText(character.repeat(times), "en").segments()).isEqualTo(parts);
    }
}
