package io.barsgateway.cli.reach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Settings on the command line; they stand above those of a settings file. */
public final class GivenSettings {

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            converter = Setting.OfText.class,
            description =
                    "A setting, such as bars.inbound.port=0, or one of your own that the routes name; may be repeated")
    private List<Setting> given = List.of();

    /** One of them. */
    record Setting(String name, String value) {

        /** {@code NAME=VALUE}; the value may hold further equals signs, and may be empty. */
        static final class OfText implements ITypeConverter<Setting> {

            @Override
            public Setting convert(String text) {
                int equals = text.indexOf('=');
                if (equals < 1) {
                    throw new TypeConversionException(
                            "write NAME=VALUE, such as bars.inbound.port=0, in place of " + text);
                }
                return new Setting(text.substring(0, equals).strip(), text.substring(equals + 1));
            }
        }
    }

    /** By name; of one that is given twice the last. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        given.forEach(setting -> all.put(setting.name(), setting.value()));
        return all;
    }
}
