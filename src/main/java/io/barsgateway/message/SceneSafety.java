package io.barsgateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What a Flag says of the scene, so that nobody is sent into one that is not safe (CodeSystems flag-categories-bars
 * and scene-safety-codes-bars).
 */
public final class SceneSafety {

    private static final String CATEGORY = "ss";
    private static final String SAFE = "s";

    private SceneSafety() {}

    /** Whether a Flag is about the scene: by its category, whatever its code; by its code where it has no such category. */
    public static boolean isSaidBy(Entry flag) {
        if (!flag.type().equals("Flag")) {
            return false;
        }
        List<ObjectNode> categories = Tree.list(flag.resource(), "category");
        Optional<String> category = Tree.codeIn(categories, Systems.FLAG_CATEGORY);
        return category.isPresent()
                ? category.get().equals(CATEGORY)
                : code(flag).isPresent();
    }

    /** Whether it says that the scene is safe; any other code, and none, reads as not safe. */
    public static boolean isSafeBy(Entry flag) {
        return code(flag).filter(SAFE::equals).isPresent();
    }

    private static Optional<String> code(Entry flag) {
        return Tree.object(flag.resource(), "code").flatMap(code -> Tree.code(code, Systems.SCENE_SAFETY));
    }
}
