package dev.covector.notebook

/** A module's text, whose indentation says what is part of what, as nested lists that fold. */
internal object ModuleTree {
    private class Node(val text: String, val depth: Int) {
        val parts = mutableListOf<Node>()
    }

    fun html(text: String): String {
        val root = Node("", -1)
        val open = ArrayDeque(listOf(root))
        for (line in text.lines().filter { it.isNotBlank() }) {
            val node = Node(line.trim(), line.length - line.trimStart().length)
            // Headings, and brackets that only close, say nothing that the tree does not.
            if (node.text.startsWith("# ") || node.text.all { it in ")]}," }) continue
            while (open.last().depth >= node.depth) open.removeLast()
            open.last().parts += node
            open.addLast(node)
        }
        return root.parts.joinToString("", "<div style=\"font-family:monospace\">", "</div>") { html(it) }
    }

    private fun html(node: Node): String {
        val name = escaped(node.text.trimEnd('(', '{', '[', ','))
        if (node.parts.isEmpty()) return "<div style=\"margin-left:1em\">$name</div>"
        val parts = node.parts.joinToString("") { html(it) }
        return "<details open style=\"margin-left:1em\"><summary>$name</summary>$parts</details>"
    }
}
