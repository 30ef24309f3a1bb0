package io.barsgateway.fhir.form;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;

/**
 * What the R4 model says of an element: how often it may occur, how its value is written in JSON, and in which order
 * elements stand in XML. An element the model does not know has no definition, and is carried all the same.
 */
final class FhirTypes {

    /** What every resource begins with; inside of it, text is an element like any other. */
    private static final List<String> OF_A_RESOURCE =
            List.of("id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension");

    private static final List<String> OF_AN_ELEMENT = List.of("id", "extension", "modifierExtension");

    private FhirTypes() {}

    /** How a primitive is written in JSON. */
    enum Primitive {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    static @Nullable BaseRuntimeElementDefinition<?> resource(String type) {
        try {
            return FhirContext.forR4Cached().getResourceDefinition(type);
        } catch (DataFormatException unknown) {
            return null;
        }
    }

    static @Nullable BaseRuntimeElementDefinition<?> child(
            @Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        if (isPrimitive(parent) && name.equals("extension")) {
            return FhirContext.forR4Cached().getElementDefinition("Extension");
        }
        BaseRuntimeChildDefinition child = childDefinition(parent, name);
        return child == null ? null : child.getChildByName(name);
    }

    /** Whether it has a value of its own, and at most an id and extensions besides. */
    static boolean isPrimitive(@Nullable BaseRuntimeElementDefinition<?> element) {
        return element != null
                && (element.getChildType() == ChildTypeEnum.PRIMITIVE_DATATYPE
                        || element.getChildType() == ChildTypeEnum.ID_DATATYPE);
    }

    /** Whether JSON writes the element as a list. */
    static boolean isList(@Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        if (name.equals("extension") || name.equals("modifierExtension") || name.equals("contained")) {
            return true;
        }
        BaseRuntimeChildDefinition child = childDefinition(parent, name);
        return child != null && child.getMax() != 1;
    }

    static boolean isKnown(@Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        return childDefinition(parent, name) != null;
    }

    static Primitive primitive(@Nullable BaseRuntimeElementDefinition<?> element) {
        Class<?> type = element == null ? String.class : element.getImplementingClass();
        if (BooleanType.class.isAssignableFrom(type)) {
            return Primitive.BOOLEAN;
        }
        return IntegerType.class.isAssignableFrom(type) || DecimalType.class.isAssignableFrom(type)
                ? Primitive.NUMBER
                : Primitive.TEXT;
    }

    /** Where an element stands in XML among its siblings, as its own type has it; unknown ones come last, in the order they had. */
    static int position(@Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        List<String> inherited = parent instanceof RuntimeResourceDefinition ? OF_A_RESOURCE : OF_AN_ELEMENT;
        int first = inherited.indexOf(name);
        if (first >= 0) {
            return first;
        }
        if (parent instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            List<BaseRuntimeChildDefinition> children = new ArrayList<>(composite.getChildren());
            for (int i = 0; i < children.size(); i++) {
                if (children.get(i).getValidChildNames().contains(name)) {
                    return inherited.size() + i;
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    private static @Nullable BaseRuntimeChildDefinition childDefinition(
            @Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        return parent instanceof BaseRuntimeElementCompositeDefinition<?> composite
                ? composite.getChildByName(name)
                : null;
    }
}
