import Edition
import Glibc
import Testing

/// Other people's readers, in Python, on what was written here.
enum Python {
    struct MissingTool: Error, CustomStringConvertible {
        let description: String
    }

    /// What a script of `Independent/` says of a text.
    ///
    /// - Parameters:
    ///   - modules: what it imports beside the standard library, with the Debian package that has it.
    ///   - strict: false for somebody else's file, of which less is asked.
    static func run(_ script: String, importing modules: [String: String], on text: String, strict: Bool = true)
        throws -> String
    {
        let python = try interpreter(modules)
        var name = Array("/tmp/yiqi-python-XXXXXX".utf8CString)
        let folder = name.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        defer { _ = system("rm -rf \(folder)") }
        try EditionFolder.write(Array(text.utf8), to: "\(folder)/in")
        let path = #filePath.replacing("Python.swift", with: "Independent/\(script)")
        let status = system(
            "\(python) -B \(path) \(strict ? "" : "lenient") < \(folder)/in > \(folder)/out 2> \(folder)/err")
        let said = String(decoding: try EditionFolder.bytes("\(folder)/out"), as: UTF8.self)
        let complaint = String(decoding: try EditionFolder.bytes("\(folder)/err"), as: UTF8.self)
        try #require(status == 0, "\(script): \(complaint)")
        return said
    }

    /// The first interpreter that can import all of it: Debian's packages are for Debian's own.
    private static func interpreter(_ modules: [String: String]) throws -> String {
        let imports = (["sys"] + modules.keys).joined(separator: ", ")
        for candidate in ["/usr/bin/python3", "python3"]
        where system("\(candidate) -c 'import \(imports)' > /dev/null 2>&1") == 0 { return candidate }
        throw MissingTool(
            description: "no python3 here can import \(imports); install the Debian packages "
                + modules.values.sorted().joined(separator: ", "))
    }
}
