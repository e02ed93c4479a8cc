package dev.waymark.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The gateway that a run drives: one that runs already, or one of its own, which ends with it.
 *
 * @param enrolment the body that enrols a case there
 */
record Target(URI url, RequestSigner signer, Cases cases, String enrolment, Optional<OwnGateway> own)
        implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "gateway");

    static Target of(LoadSettings settings) {
        String run = "L" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return settings.running()
                .map(running -> running(running, settings, run))
                .orElseGet(() -> own(settings, run));
    }

    private static Target running(LoadSettings.Running running, LoadSettings settings, String run) {
        PartnerKey hub = PartnerKey.read(running.key());
        return new Target(
                running.url(),
                new RequestSigner(hub, running.url(), settings.nonce()),
                new Cases(running.program(), run, settings.cases()),
                "{\"partners\":[{\"id\":\"" + hub.partner() + "\",\"role\":\"hub\"}],\"managers\":[],\"people\":[]}",
                Optional.empty());
    }

    private static Target own(LoadSettings settings, String run) {
        URI url = OwnGateway.freeAddress();
        HubAndPharmacy configuration = HubAndPharmacy.unheard();
        OwnGateway gateway = OwnGateway.start(settings.jar(), settings.jvmFlags(), FOLDER, url, configuration);
        return new Target(
                url,
                new RequestSigner(configuration.hub().key(), url, settings.nonce()),
                new Cases(HubAndPharmacy.PROGRAM, run, settings.cases()),
                HubAndPharmacy.ENROLMENT_WITH_PATIENT,
                Optional.of(gateway));
    }

    Cases enrolled() {
        cases.enrol(url, signer, enrolment);
        return cases;
    }

    @Override
    public void close() {
        own.ifPresent(OwnGateway::close);
    }
}
