package dev.waymark.gateway.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"+12025550142", "+12025550199", "+18005550100", "+4915112345678", "+442079460000"})
    void numbers_in_e164_are_taken_those_for_invented_people_too(String number) {
        assertThat(PhoneNumbers.read(number)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12025550142",
                "+1 202 555 0142",
                "+1202555014",
                "+120255501420",
                "+99912345678",
                "tel:+12025550142",
                "+12025550142\n",
                "+1٢٠٢٥٥٥٠١٤٢"
            })
    void other_numbers_are_refused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumbers.read(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana@example.org", "a.b+c@mail.rx-one.example", "o'neil@example.org"})
    void plain_addresses_are_taken(String address) {
        assertThat(MailAddresses.read(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@example.org",
                "ana@example",
                "ana@example.org\r\nBcc: eve@example.org",
                "ana@example.org\n",
                "Ana <ana@example.org>",
                "ana@example.org,eve@example.org",
                "\"a b\"@example.org",
                ".ana@example.org",
                "ana..d@example.org",
                "ana@-example.org",
                "añà@example.org"
            })
    void what_could_fold_or_add_a_header_is_refused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> MailAddresses.read(address));
    }

    @Test
    void languages_are_tags_and_zones_are_names() {
        assertThat(Places.language("es")).isEqualTo("es");
        assertThat(Places.language("es-419")).isEqualTo("es-419");
        assertThat(Places.zone("America/New_York")).isEqualTo(ZoneId.of("America/New_York"));
        assertThatIllegalArgumentException().isThrownBy(() -> Places.language("Spanish, please"));
        assertThatIllegalArgumentException().isThrownBy(() -> Places.language(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Places.zone("+05:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> Places.zone("America/Nowhere"));
    }
}
