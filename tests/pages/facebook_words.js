// What facebook.com calls its parts, in two languages.
export const WORDS = {
  en: {
    audience: "Edit privacy. Sharing with Public. ", audienceRow: "Post audience: Public", back: "Back", close: "Close",
    commentAs: "Comment as {name}", commentBy: "Comment by {name} 2 hours ago", create: "Create post", edit: "Edit post", editMenu: "Edit post of yours",
    like: "Like", message: "Message", messenger: "Messenger", mind: "What's on your mind, {name}?", next: "Next", post: "Post",
    profile: "Your profile", public: "Public", replyButton: "Reply", replyTo: "Reply to {name}", save: "Save", say: "Say something about this...",
    sendComment: "Post comment", settings: "Post settings", share: "Share", shareHint: "Send this to friends or post it on your profile.", shareNow: "Share now",
  },
  es: {
    audience: "Editar privacidad. Se comparte con: Público. ", audienceRow: "Público de la publicación: Público", back: "Atrás", close: "Cerrar",
    commentAs: "Comentar como {name}", commentBy: "Comentario de {name} hace 2 horas", create: "Crear publicación", edit: "Editar publicación", editMenu: "Editar una publicación tuya",
    like: "Me gusta", message: "Mensaje", messenger: "Messenger", mind: "¿Qué estás pensando, {name}?", next: "Siguiente", post: "Publicar",
    profile: "Tu perfil", public: "Público", replyButton: "Responder", replyTo: "Responder a {name}", save: "Guardar", say: "Di algo sobre esto...",
    sendComment: "Publicar comentario", settings: "Configuración de la publicación", share: "Compartir", shareHint: "Envía esto a amigos o publícalo en tu perfil.", shareNow: "Compartir ahora",
  },
};
