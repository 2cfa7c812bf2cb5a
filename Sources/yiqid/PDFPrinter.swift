internal import Daemon
internal import Edition
internal import Glibc

/// A program of this machine that prints an HTML document to PDF.
struct PDFPrinter {
    private let program: String
    private let isBrowser: Bool

    /// The first of those that can, on the PATH.
    ///
    /// - Throws: what to install where there is none.
    static func find() throws -> PDFPrinter {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        for name in ["chromium", "chromium-browser", "google-chrome", "weasyprint"] {
            for folder in path.split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 {
                return PDFPrinter(program: "\(folder)/\(name)", isBrowser: name != "weasyprint")
            }
        }
        throw ConfigurationFault(problems: [
            "no chromium and no weasyprint is on the PATH, and one of them prints the PDF: on Debian, "
                + "apt-get install chromium fonts-noto-cjk"
        ])
    }

    func print(_ document: [UInt8], to path: String) throws {
        var name = Array("/tmp/yiqid-bulletin-XXXXXX".utf8CString)
        let folder = name.withUnsafeMutableBufferPointer { buffer in
            mkdtemp(buffer.baseAddress!).map { String(cString: $0) }
        }
        guard let folder else { throw ConfigurationFault(problems: ["no folder can be made in /tmp"]) }
        defer { _ = try? run(["/bin/rm", "-rf", folder]) }
        try EditionFolder.write(document, to: "\(folder)/bulletin.html")
        let printed = "\(folder)/bulletin.pdf"
        var command = [program, "\(folder)/bulletin.html", printed]
        if isBrowser {
            command = [
                program, "--headless", "--disable-gpu", "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer",
                "--print-to-pdf=\(printed)", "file://\(folder)/bulletin.html",
            ]
            // Its sandbox does not start for root; the document runs nothing and fetches nothing.
            if getuid() == 0 { command.insert("--no-sandbox", at: 1) }
        }
        guard try run(command) == 0, let bytes = try? EditionFolder.bytes(printed), !bytes.isEmpty else {
            throw ConfigurationFault(problems: ["\(program) printed nothing; run it by hand to see why"])
        }
        try replace(path, with: bytes)
    }

    /// The exit status of a program that is silent.
    private func run(_ command: [String]) throws -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var process = pid_t()
        let failed = posix_spawn(&process, command[0], &actions, nil, &arguments, environ)
        guard failed == 0 else {
            throw ConfigurationFault(problems: ["\(command[0]): \(String(cString: strerror(failed)))"])
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
