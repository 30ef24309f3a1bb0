package io.barsgateway.operate.routebuild;

import io.barsgateway.cases.decide.Decider;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.receive.service.ServicesProperties.DeliveryFormat;
import io.barsgateway.receive.service.ServicesProperties.ProfileCheck;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * The enums that routes compare with a word, and that of HTTP methods. Camel would look through all that it can convert, each time, for a way
 * to make one of them out of a text; here it finds it at once.
 */
final class ClosedSets {

    static final List<Class<? extends Enum<?>>> COMPARED =
            List.of(Decider.class, DeliveryFormat.class, Format.class, HttpMethods.class, ProfileCheck.class);

    private ClosedSets() {}

    static void addTo(CamelContext context) {
        COMPARED.forEach(set -> {
            Map<String, ? extends Enum<?>> byName =
                    Stream.of(set.getEnumConstants()).collect(Collectors.toMap(Enum::name, Function.identity()));
            context.getTypeConverterRegistry()
                    .addTypeConverter(
                            set,
                            String.class,
                            new SimpleTypeConverter(false, (type, exchange, text) -> byName.get(text.toString())));
        });
    }
}
