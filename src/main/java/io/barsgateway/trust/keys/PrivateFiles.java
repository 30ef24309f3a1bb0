package io.barsgateway.trust.keys;

import io.barsgateway.audit.watch.UnusableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that are nobody else's business: 0600 and 0700 from the moment they exist. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Makes the folder, and its parents, where missing. */
    public static void makeFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && !Files.exists(parent)) {
            makeFolder(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, mode(folder, "rwx------"));
        }
    }

    /** Writes a new or existing file with mode 0600. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a new or existing file with mode 0600. */
    public static void write(Path file, byte[] content) throws IOException {
        // Whole or not at all: whoever reads meanwhile finds the old one
        Path whole = file.resolveSibling(file.getFileName() + ".writing");
        Files.deleteIfExists(whole);
        Files.createFile(whole, mode(whole, "rw-------"));
        Files.write(whole, content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether others than its owner and group can read it; false where the file system knows no modes. */
    public static boolean isReadByOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** @throws UnusableFile where others than its owner and group can read it */
    public static void refuseReadByOthers(Path file) {
        if (isReadByOthers(file)) {
            throw new UnusableFile(file, "can be read by everybody: chmod 600 it");
        }
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        Path folder = path.toAbsolutePath().getParent();
        boolean posix = folder != null
                && Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
