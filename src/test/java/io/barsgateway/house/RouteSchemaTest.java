package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Each route file meets the schema that Camel ships: a misspelt key is an error here and silence at run time. */
class RouteSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V4)
            .getSchema(
                    RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json"),
                    SchemaValidatorsConfig.builder().preloadJsonSchema(false).build());

    static List<Path> routes() {
        return Sources.routes();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void meets_the_schema_that_camel_ships(Path file) {
        JsonNode routes = JSON.valueToTree(new Yaml().load(Sources.read(file)));
        assertThat(SCHEMA.validate(routes)).isEmpty();
    }
}
