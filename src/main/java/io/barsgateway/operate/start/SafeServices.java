package io.barsgateway.operate.start;

import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.PrivateFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Services that would not have been started with are not taken while the gateway runs either. */
@Component
final class SafeServices implements PrepareServices {

    private final HomeProperties home;
    private final SafetyProperties safety;

    SafeServices(HomeProperties home, SafetyProperties safety) {
        this.home = home;
        this.safety = safety;
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        List<String> unsafe = new ArrayList<>();
        if (home.environment() == Environment.PROD) {
            DemonstrationServices.reasons(next).forEach((rule, reason) -> unsafe.add(rule + ": " + reason));
        }
        if (!safety.iKnow().contains(PlainHttp.RULE)) {
            PlainHttp.reasons(next).forEach(reason -> unsafe.add(PlainHttp.RULE + ": " + reason));
        }
        if (!safety.iKnow().contains("readable-key")) {
            secretFiles(next).stream()
                    .filter(PrivateFiles::isReadByOthers)
                    .forEach(file -> unsafe.add("readable-key: " + file + " can be read by everybody: chmod 600 it"));
        }
        if (!unsafe.isEmpty()) {
            throw new IllegalStateException(String.join("; ", unsafe));
        }
        return () -> {};
    }

    /** What nobody else may read of what shows local systems who we are. */
    static List<Path> secretFiles(List<Tenant> services) {
        return services.stream()
                .map(Tenant::declared)
                .flatMap(service ->
                        Stream.of(service.delivery().auth(), service.confirm().auth()))
                .flatMap(auth -> auth.secretFiles().stream())
                .distinct()
                .toList();
    }
}
